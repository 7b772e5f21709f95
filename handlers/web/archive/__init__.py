"""The archive: what was published of the Dialogue Report, at addresses that stay."""
