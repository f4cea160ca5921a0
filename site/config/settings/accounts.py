"""People and their accounts: how they sign in, second factors, limits, other sites' sign-in."""

import environ

env = environ.Env()

AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["community.members.backends.EmailOrUsernameBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
# A person changes her password and address on the site's own pages, with their rules.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

ACCOUNT_ADAPTER = "community.members.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "community.members.forms.accounts.SignInForm",
    "reset_password": "community.members.forms.accounts.ResetPasswordForm",
    "reset_password_from_key": "community.members.forms.accounts.ResetPasswordKeyForm",
    "change_password": "community.members.forms.accounts.ChangePasswordForm",
    "set_password": "community.members.forms.accounts.SetPasswordForm",
    "reauthenticate": "community.members.forms.accounts.ReauthenticateForm",
    "add_email": "community.members.forms.accounts.AddEmailForm",
    "change_email": "community.members.forms.accounts.ChangeEmailForm",
    "confirm_email_verification_code": "community.members.forms.accounts.ConfirmCodeForm",
}
ACCOUNT_USER_DISPLAY = "community.members.adapters.display_name"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
# Asked only of newcomers who have not confirmed: see the adapter's stages.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 60 * 60
ACCOUNT_LOGIN_TIMEOUT = 60 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 4
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = 3
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# A school of sixty works behind one address and comes in within ten minutes: an address may
# much, one account's password little.
ACCOUNT_RATE_LIMITS = {
    "login": "300/10m/ip",
    "login_failed": "120/10m/ip,5/5m/key",
    "signup": "600/10m/ip",
    "confirm_email": "200/10m/ip,6/10m/key",
    "reset_password": "120/10m/ip,3/10m/key",
    "reset_password_from_key": "200/10m/ip",
}
# Proxies before the site that add to X-Forwarded-For; the visitor's address is read there.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# The digits in a picture at registration (community.members.captcha), large enough to be read.
CAPTCHA_CHALLENGE_FUNCT = "community.members.captcha.draw_lots"
CAPTCHA_FONT_SIZE = 44
CAPTCHA_LETTER_ROTATION = (-15, 15)
CAPTCHA_FOREGROUND_COLOR = "#1a2234"
CAPTCHA_IMAGE_SIZE = (220, 72)
CAPTCHA_TIMEOUT = 30  # minutes

MFA_ADAPTER = "community.members.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "community.members.forms.second_factor.AuthenticateForm",
    "reauthenticate": "community.members.forms.second_factor.ReauthenticateForm",
    "activate_totp": "community.members.forms.second_factor.ActivateTOTPForm",
    "authenticate_webauthn": "community.members.forms.second_factor.AuthenticateWebAuthnForm",
    "reauthenticate_webauthn": "community.members.forms.second_factor.ReauthenticateWebAuthnForm",
    "login_webauthn": "community.members.forms.second_factor.LoginWebAuthnForm",
    "add_webauthn": "community.members.forms.second_factor.AddWebAuthnForm",
    "edit_webauthn": "community.members.forms.second_factor.EditWebAuthnForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# People without e-mail and those whom staff made have no confirmed address.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "120/10m/ip"}

SOCIALACCOUNT_ADAPTER = "community.members.adapters.ProviderAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {}
PROVIDER_APPS = []
# Signing in through others is offered where the operator has registered the site with them.
for provider in ["yandex", "vk"]:
    if client_id := env.str(f"{provider.upper()}_CLIENT_ID", default=""):
        secret = env.str(f"{provider.upper()}_CLIENT_SECRET", default="")
        PROVIDER_APPS.append(f"allauth.socialaccount.providers.{provider}")
        SOCIALACCOUNT_PROVIDERS[provider] = {"APPS": [{"client_id": client_id, "secret": secret}]}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
