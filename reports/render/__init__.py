"""Drawing a document: web page, PDF and tidy table; same document, same bytes."""
