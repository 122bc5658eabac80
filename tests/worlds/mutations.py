"""Whose affair each mutation is: a network's own, which the blind must not notice, or not."""

MEMBERS, MODERATORS, COORDINATORS = ("member", "colleague"), ("moderator", "coordinator"), ("coordinator",)
NOBODY = "zorza@nigdzie.example"
INVITED = {"email": NOBODY, "text": f"{NOBODY}, Zorza Polarna, Tarnów", "city": "Tarnów"}
"""None of the blind: who is invited knows."""
SECRET = {
    "startThread": MEMBERS + MODERATORS,
    "reply": MEMBERS + MODERATORS,
    "editPost": MEMBERS,
    "removePost": MEMBERS,
    "hidePost": MODERATORS,
    "describeFile": MEMBERS,
    "setThreadAudience": MODERATORS,
    "react": MEMBERS + MODERATORS,
    "reportPost": MEMBERS + MODERATORS,
    "dismissReport": MODERATORS,
    "pinThread": MODERATORS,
    "unpinThread": MODERATORS,
    "closeThread": MODERATORS,
    "reopenThread": MODERATORS,
    "moveThread": MODERATORS,
    "openPoll": MODERATORS,
    "castBallot": MEMBERS,
    "extendPoll": MODERATORS,
    "closePoll": MODERATORS,
    "withdrawPoll": MODERATORS,
    "stateOutcome": MODERATORS,
    "markRead": MEMBERS + COORDINATORS,
    "announce": MODERATORS,
    "setNetworkNotices": MEMBERS,
    "setThreadNotices": MEMBERS,
    "bePresent": MEMBERS,
    "changeSeat": COORDINATORS,
    "seatCity": COORDINATORS,
    "endSeat": COORDINATORS,
    "endStanding": COORDINATORS,
    "handOverSeat": COORDINATORS,
    "leaveNetwork": MEMBERS,
    "changeFunction": MEMBERS,
    "introduce": MEMBERS,
    "changeNetwork": COORDINATORS,
    "removeOwnPosts": MEMBERS,
    "deactivateAccount": MEMBERS,
    "eraseAccount": MEMBERS,
    "invitePerson": MODERATORS,
    "inviteList": COORDINATORS,
    "inviteOffice": COORDINATORS,
    "createInvitationLink": COORDINATORS,
    "resendInvitation": COORDINATORS,
    "withdrawInvitation": COORDINATORS,
    "acceptRequest": COORDINATORS,
    "refuseRequest": COORDINATORS,
}
"""Mutations that are a network's own affair, and who does them there."""
_ACCOUNT = "changes one's own account and nothing in a network"
_SECRET_OF_A_LETTER = "takes the secret of a letter; the operators' `let_in` stands for what it does"
_TOWNS = "says of a city what everybody may know"
OWN = {
    "signIn": _ACCOUNT,
    "requestSignInLink": _ACCOUNT,
    "redeemSignInLink": _ACCOUNT,
    "signInWithPasskey": _ACCOUNT,
    "signInToDemo": _ACCOUNT,
    "signOut": _ACCOUNT,
    "setPassword": _ACCOUNT,
    "requestPasswordReset": _ACCOUNT,
    "resetPassword": _ACCOUNT,
    "startPasskey": _ACCOUNT,
    "startPasskeySignIn": _ACCOUNT,
    "addPasskey": _ACCOUNT,
    "removePasskey": _ACCOUNT,
    "endSession": _ACCOUNT,
    "endOtherSessions": _ACCOUNT,
    "createToken": _ACCOUNT,
    "endToken": _ACCOUNT,
    "setLanguage": _ACCOUNT,
    "setNoticeSettings": _ACCOUNT,
    "seeNotices": _ACCOUNT,
    "confirmInformed": _ACCOUNT,
    "reactivatePerson": "undoes what an operator or their own person has done, for all their networks",
    "setPresence": _ACCOUNT,
    "changeProfile": "changes what people of all one's networks see",
    "setZmpMember": _TOWNS,
    "listZmpMembers": _TOWNS,
    "acceptInvitation": _SECRET_OF_A_LETTER,
    "useInvitationLink": _SECRET_OF_A_LETTER,
    "nameRepresentatives": _SECRET_OF_A_LETTER,
    "requestToJoin": "is for those outside, who do it in both worlds",
    "takeBackRequest": "is for those outside, who do it in both worlds",
}
"""Mutations that are no network's own affair, and why not. The blind try them all the same."""
UNTRIED = {
    "signIn": "hashes a password each time, which takes as long as a program",
    "setPassword": "likewise",
    "startPasskey": "answers with a challenge, which is random",
    "startPasskeySignIn": "likewise",
    "createToken": "answers with a secret, which is random",
}
"""Mutations that the blind do not try, and why."""
AMONG_MEMBERS = (
    *("editPost", "removePost", "hidePost", "describeFile", "markRead", "bePresent"),
    *("react", "reportPost", "dismissReport"),
    *("setNetworkNotices", "setThreadNotices"),
    *("pinThread", "unpinThread", "closeThread", "reopenThread", "moveThread"),
    *("invitePerson", "inviteList", "inviteOffice", "createInvitationLink", "resendInvitation", "withdrawInvitation"),
    *("acceptRequest", "refuseRequest"),
)
"""What observers do not notice, besides what is written."""
