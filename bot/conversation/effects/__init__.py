"""All that a conversation may have done, in the imperative. Storage carries these out in the turn's own transaction."""

from bot.conversation.effects.asking import AgreeToMessages, BeWrittenTo, EndMessages, MarkBrought
from bot.conversation.effects.cases import AddToCase, AnswerCase, DoubtCase, OpenCase, PutWithCase
from bot.conversation.effects.contributions import (
    AddWords,
    AgreeToQuote,
    AmendContribution,
    CorrectWords,
    HoldOriginal,
    JoinTo,
    KeepAttachment,
    KeepContribution,
    KeepOffer,
    LeaveOut,
    ReplaceWords,
    SetAside,
    ShowNoMore,
    Withdraw,
)
from bot.conversation.effects.people import (
    ErasePerson,
    HandOut,
    HandOver,
    HideChat,
    KeepReturnWords,
    Remember,
    StopMessages,
    Support,
    TakeBackSupport,
)
from bot.conversation.effects.stories import CheckStory, KeepStory, ShowStory, WithdrawStories
from bot.conversation.effects.telling import (
    AskFollowUp,
    KeepFollowUp,
    MarkAnswerTold,
    MarkSupportTold,
    MarkTold,
    SpeakUnasked,
)
from bot.conversation.effects.workers import (
    AddToTalk,
    AskForPerson,
    AskToReport,
    BeginTalk,
    Complain,
    EndTalk,
    Introduce,
    NoteNeed,
    WithdrawIntroduction,
)

__all__ = [
    "AddToCase",
    "AddToTalk",
    "AddWords",
    "AgreeToMessages",
    "AgreeToQuote",
    "AmendContribution",
    "AnswerCase",
    "AskFollowUp",
    "AskForPerson",
    "AskToReport",
    "BeWrittenTo",
    "BeginTalk",
    "CheckStory",
    "Complain",
    "CorrectWords",
    "DoubtCase",
    "Effect",
    "EndMessages",
    "EndTalk",
    "ErasePerson",
    "HandOut",
    "HandOver",
    "HideChat",
    "HoldOriginal",
    "Introduce",
    "JoinTo",
    "KeepAttachment",
    "KeepContribution",
    "KeepFollowUp",
    "KeepOffer",
    "KeepReturnWords",
    "KeepStory",
    "LeaveOut",
    "MarkAnswerTold",
    "MarkBrought",
    "MarkSupportTold",
    "MarkTold",
    "NoteNeed",
    "OpenCase",
    "PutWithCase",
    "Remember",
    "ReplaceWords",
    "SetAside",
    "ShowNoMore",
    "ShowStory",
    "SpeakUnasked",
    "StopMessages",
    "Support",
    "TakeBackSupport",
    "Withdraw",
    "WithdrawIntroduction",
    "WithdrawStories",
]

Effect = (
    KeepContribution
    | AddWords
    | AmendContribution
    | CorrectWords
    | SetAside
    | HoldOriginal
    | LeaveOut
    | ShowNoMore
    | ReplaceWords
    | KeepOffer
    | JoinTo
    | Withdraw
    | AgreeToQuote
    | HandOut
    | Remember
    | KeepReturnWords
    | OpenCase
    | PutWithCase
    | AddToCase
    | AnswerCase
    | DoubtCase
    | HideChat
    | AskForPerson
    | AskToReport
    | Introduce
    | WithdrawIntroduction
    | NoteNeed
    | Complain
    | HandOver
    | KeepAttachment
    | AddToTalk
    | BeginTalk
    | EndTalk
    | MarkTold
    | MarkAnswerTold
    | MarkSupportTold
    | AskFollowUp
    | KeepFollowUp
    | SpeakUnasked
    | AgreeToMessages
    | BeWrittenTo
    | EndMessages
    | MarkBrought
    | StopMessages
    | Support
    | TakeBackSupport
    | KeepStory
    | ShowStory
    | CheckStory
    | WithdrawStories
    | ErasePerson
)
