"""Delivery status notifications as Postfix and Exchange write them, of made-up mails to made-up people."""

POSTFIX = """\
Return-Path: <>
Received: by mx.voices.example (Postfix)
\tid 4F1B2A0C51; Thu,  5 Nov 2026 09:12:44 +0000 (GMT)
Date: Thu,  5 Nov 2026 09:12:44 +0000 (GMT)
From: MAILER-DAEMON@mx.voices.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: reports@voices.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="9C3D0A0C4E.1793870564/mx.voices.example"
Content-Transfer-Encoding: 8bit
Message-Id: <20261105091244.4F1B2A0C51@mx.voices.example>

This is a MIME-encapsulated message.

--9C3D0A0C4E.1793870564/mx.voices.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.voices.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<cath@council.example>: host mail.council.example[192.0.2.7] said: 550 5.1.1
    <cath@council.example>: Recipient address rejected: User unknown (in reply
    to RCPT TO command)

--9C3D0A0C4E.1793870564/mx.voices.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.voices.example
X-Postfix-Queue-ID: 9C3D0A0C4E
X-Postfix-Sender: rfc822; reports@voices.example
Arrival-Date: Thu,  5 Nov 2026 09:12:41 +0000 (GMT)

Final-Recipient: rfc822; cath@council.example
Original-Recipient: rfc822;cath@council.example
Action: ACTION
Status: 5.1.1
Remote-MTA: dns; mail.council.example
Diagnostic-Code: smtp; 550 5.1.1 <cath@council.example>: Recipient address
    rejected: User unknown

--9C3D0A0C4E.1793870564/mx.voices.example
Content-Description: Undelivered Message
Content-Type: message/rfc822
Content-Transfer-Encoding: 8bit

Return-Path: <reports@voices.example>
Received: from earshot (localhost [127.0.0.1])
\tby mx.voices.example (Postfix) with ESMTPSA id 9C3D0A0C4E
\tfor <cath@council.example>; Thu,  5 Nov 2026 09:12:41 +0000 (GMT)
From: Voices <reports@voices.example>
To: cath@council.example
Subject: Dialogue Report
Message-ID: <MESSAGE_ID>
Content-Type: text/plain; charset="utf-8"

Hello Cath

--9C3D0A0C4E.1793870564/mx.voices.example--
"""
"""The whole mail is returned."""

EXCHANGE = """\
From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@council.example>
To: <reports@voices.example>
Date: Thu, 5 Nov 2026 09:14:02 +0000
Content-Type: multipart/report; report-type="Delivery-Status";
\tboundary="8a2c_=_exchange"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: en-GB
Message-ID: <c4f0-ndr@council.example>
In-Reply-To: <MESSAGE_ID>
Subject: Undeliverable: Dialogue Report
Auto-Submitted: auto-replied
MIME-Version: 1.0

--8a2c_=_exchange
Content-Type: multipart/alternative; differences=Content-Type;
\tboundary="b7d1_=_words"

--b7d1_=_words
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable

Your message to cath@council.example couldn't be delivered.=20

--b7d1_=_words
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64

PGh0bWw+PGJvZHk+Q291bGRuJ3QgYmUgZGVsaXZlcmVkPC9ib2R5PjwvaHRtbD4=

--b7d1_=_words--

--8a2c_=_exchange
Content-Type: message/delivery-status

Reporting-MTA: dns;LO2P123MB0001.gbrp123.prod.outlook.example
Received-From-MTA: dns;mx.voices.example
Arrival-Date: Thu, 5 Nov 2026 09:13:58 +0000

Final-Recipient: rfc822;cath@council.example
Action: ACTION
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup
X-Display-Name: Cath

--8a2c_=_exchange
Content-Type: text/rfc822-headers

From: Voices <reports@voices.example>
To: cath@council.example
Subject: Dialogue Report
Message-ID:
 <MESSAGE_ID>
Date: Thu, 5 Nov 2026 09:12:41 +0000

--8a2c_=_exchange--
"""
"""Its head alone is returned; the lines end in CRLF."""


def postfix(message_id: str, action: str = "failed") -> bytes:
    """What Postfix sends of this mail."""
    return POSTFIX.replace("MESSAGE_ID", message_id).replace("ACTION", action).encode()


def exchange(message_id: str, action: str = "failed") -> bytes:
    """What Exchange sends of it."""
    text = EXCHANGE.replace("MESSAGE_ID", message_id).replace("ACTION", action)
    return text.replace("\n", "\r\n").encode()
