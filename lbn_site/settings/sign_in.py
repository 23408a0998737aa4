"""How staff sign in: django-allauth with a second step (docs/decisions/0200-sign-in.md)."""

from . import env

# Whether everybody who works in the admin must have a second step (an app or a passkey) to sign in.
REQUIRE_MFA = env.boolean("REQUIRE_MFA", default=False)
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# An administrator makes the account; its owner chooses the password, by the link of ‘Forgotten your password?’.
WAGTAILUSERS_PASSWORD_REQUIRED = False
ACCOUNT_ADAPTER = "lbn_site.accounts.adapter.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Somebody who is signed in but may not enter the admin sees the form, not a loop.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_FORMS = {
    "login": "lbn_site.accounts.forms.SignInForm",
    "reset_password": "lbn_site.accounts.forms.AskForPasswordResetForm",
    "reset_password_from_key": "lbn_site.accounts.forms.SetPasswordByLinkForm",
    "set_password": "lbn_site.accounts.forms.SetPasswordForm",
    "change_password": "lbn_site.accounts.forms.ChangePasswordForm",
    "reauthenticate": "lbn_site.accounts.forms.ConfirmByPasswordForm",
}
# Wrong tries are counted for each account in the database (lbn_site.accounts.sign_in_limits), and floods of them by
# KnownBrowserMiddleware. allauth counts in the cache, name and address apart, locks owners out with strangers, and
# refuses everybody while the cache is away.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
MFA_ADAPTER = "lbn_site.accounts.adapter.StaffMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Nobody signs up with somebody else's address here: an administrator types it, and it needs no proof before the
# second step, which production requires of everybody.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A code may be half a minute early or late: clocks differ, and typing takes time.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Left behind neighbourhoods"
MFA_FORMS = {
    "authenticate": "lbn_site.accounts.forms.SecondStepForm",
    "reauthenticate": "lbn_site.accounts.forms.ConfirmByCodeForm",
    "activate_totp": "lbn_site.accounts.forms.AddAppForm",
    "add_webauthn": "lbn_site.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "lbn_site.accounts.forms.RenamePasskeyForm",
}
