"""Where each error is, and what a response looks like: for `errbook.problems`."""

from typing import Any

NAME = "Unkey API"
CODES: dict[str, tuple[str, str]] = {
    "err:unkey:application:assertion_failed": ("unkey.application", "AssertionFailed"),
    "err:unkey:application:deployment_is_current": (
        "unkey.application",
        "DeploymentIsCurrent",
    ),
    "err:unkey:application:deployment_is_production": (
        "unkey.application",
        "DeploymentIsProduction",
    ),
    "err:unkey:application:deployment_is_stopping": (
        "unkey.application",
        "DeploymentIsStopping",
    ),
    "err:unkey:application:deployment_no_current": (
        "unkey.application",
        "DeploymentNoCurrent",
    ),
    "err:unkey:application:deployment_not_production": (
        "unkey.application",
        "DeploymentNotProduction",
    ),
    "err:unkey:application:deployment_not_ready": (
        "unkey.application",
        "DeploymentNotReady",
    ),
    "err:unkey:application:deployment_not_running": (
        "unkey.application",
        "DeploymentNotRunning",
    ),
    "err:unkey:application:deployment_not_stopped": (
        "unkey.application",
        "DeploymentNotStopped",
    ),
    "err:unkey:application:invalid_environment_settings": (
        "unkey.application",
        "InvalidEnvironmentSettings",
    ),
    "err:unkey:application:invalid_input": ("unkey.application", "InvalidInput"),
    "err:unkey:application:precondition_failed": (
        "unkey.application",
        "PreconditionFailed",
    ),
    "err:unkey:application:protected_resource": (
        "unkey.application",
        "ProtectedResource",
    ),
    "err:unkey:application:service_unavailable": (
        "unkey.application",
        "ServiceUnavailable",
    ),
    "err:unkey:application:unexpected_error": ("unkey.application", "UnexpectedError"),
    "err:unkey:authentication:key_not_found": ("unkey.authentication", "KeyNotFound"),
    "err:unkey:authentication:malformed": ("unkey.authentication", "Malformed"),
    "err:unkey:authentication:missing": ("unkey.authentication", "Missing"),
    "err:unkey:authentication:portal_session_not_found": (
        "unkey.authentication",
        "PortalSessionNotFound",
    ),
    "err:unkey:authentication:portal_token_missing": (
        "unkey.authentication",
        "PortalTokenMissing",
    ),
    "err:unkey:authorization:forbidden": ("unkey.authorization", "Forbidden"),
    "err:unkey:authorization:insufficient_permissions": (
        "unkey.authorization",
        "InsufficientPermissions",
    ),
    "err:unkey:authorization:key_disabled": ("unkey.authorization", "KeyDisabled"),
    "err:unkey:authorization:workspace_disabled": (
        "unkey.authorization",
        "WorkspaceDisabled",
    ),
    "err:unkey:data:api_not_found": ("unkey.data", "ApiNotFound"),
    "err:unkey:data:app_already_exists": ("unkey.data", "AppAlreadyExists"),
    "err:unkey:data:app_not_found": ("unkey.data", "AppNotFound"),
    "err:unkey:data:deployment_not_found": ("unkey.data", "DeploymentNotFound"),
    "err:unkey:data:domain_already_exists": ("unkey.data", "DomainAlreadyExists"),
    "err:unkey:data:domain_not_found": ("unkey.data", "DomainNotFound"),
    "err:unkey:data:environment_not_found": ("unkey.data", "EnvironmentNotFound"),
    "err:unkey:data:identity_already_exists": ("unkey.data", "IdentityAlreadyExists"),
    "err:unkey:data:identity_not_found": ("unkey.data", "IdentityNotFound"),
    "err:unkey:data:key_not_found": ("unkey.data", "KeyNotFound"),
    "err:unkey:data:permission_already_exists": (
        "unkey.data",
        "PermissionAlreadyExists",
    ),
    "err:unkey:data:permission_not_found": ("unkey.data", "PermissionNotFound"),
    "err:unkey:data:project_already_exists": ("unkey.data", "ProjectAlreadyExists"),
    "err:unkey:data:project_not_found": ("unkey.data", "ProjectNotFound"),
    "err:unkey:data:ratelimit_namespace_gone": ("unkey.data", "RatelimitNamespaceGone"),
    "err:unkey:data:ratelimit_namespace_not_found": (
        "unkey.data",
        "RatelimitNamespaceNotFound",
    ),
    "err:unkey:data:ratelimit_override_not_found": (
        "unkey.data",
        "RatelimitOverrideNotFound",
    ),
    "err:unkey:data:role_already_exists": ("unkey.data", "RoleAlreadyExists"),
    "err:unkey:data:role_not_found": ("unkey.data", "RoleNotFound"),
    "err:unkey:data:workspace_not_found": ("unkey.data", "WorkspaceNotFound"),
    "err:unkey:limits:custom_domain_limit_exceeded": (
        "unkey.limits",
        "CustomDomainLimitExceeded",
    ),
    "err:user:bad_request:permissions_query_syntax_error": (
        "user.bad_request",
        "PermissionsQuerySyntaxError",
    ),
    "err:user:bad_request:request_body_too_large": (
        "user.bad_request",
        "RequestBodyTooLarge",
    ),
    "err:user:bad_request:request_body_unreadable": (
        "user.bad_request",
        "RequestBodyUnreadable",
    ),
    "err:user:bad_request:request_timeout": ("user.bad_request", "RequestTimeout"),
    "err:user:too_many_requests:workspace_rate_limited": (
        "user.too_many_requests",
        "WorkspaceRateLimited",
    ),
}
TYPES: dict[str, str] = {
    "https://unkey.com/docs/errors/unkey/application/assertion_failed": "err:unkey:application:assertion_failed",
    "https://unkey.com/docs/errors/unkey/application/deployment_is_current": "err:unkey:application:deployment_is_current",
    "https://unkey.com/docs/errors/unkey/application/deployment_is_production": "err:unkey:application:deployment_is_production",
    "https://unkey.com/docs/errors/unkey/application/deployment_is_stopping": "err:unkey:application:deployment_is_stopping",
    "https://unkey.com/docs/errors/unkey/application/deployment_no_current": "err:unkey:application:deployment_no_current",
    "https://unkey.com/docs/errors/unkey/application/deployment_not_production": "err:unkey:application:deployment_not_production",
    "https://unkey.com/docs/errors/unkey/application/deployment_not_ready": "err:unkey:application:deployment_not_ready",
    "https://unkey.com/docs/errors/unkey/application/deployment_not_running": "err:unkey:application:deployment_not_running",
    "https://unkey.com/docs/errors/unkey/application/deployment_not_stopped": "err:unkey:application:deployment_not_stopped",
    "https://unkey.com/docs/errors/unkey/application/invalid_environment_settings": "err:unkey:application:invalid_environment_settings",
    "https://unkey.com/docs/errors/unkey/application/invalid_input": "err:unkey:application:invalid_input",
    "https://unkey.com/docs/errors/unkey/application/precondition_failed": "err:unkey:application:precondition_failed",
    "https://unkey.com/docs/errors/unkey/application/protected_resource": "err:unkey:application:protected_resource",
    "https://unkey.com/docs/errors/unkey/application/service_unavailable": "err:unkey:application:service_unavailable",
    "https://unkey.com/docs/errors/unkey/application/unexpected_error": "err:unkey:application:unexpected_error",
    "https://unkey.com/docs/errors/unkey/authentication/key_not_found": "err:unkey:authentication:key_not_found",
    "https://unkey.com/docs/errors/unkey/authentication/malformed": "err:unkey:authentication:malformed",
    "https://unkey.com/docs/errors/unkey/authentication/missing": "err:unkey:authentication:missing",
    "https://unkey.com/docs/errors/unkey/authentication/portal_session_not_found": "err:unkey:authentication:portal_session_not_found",
    "https://unkey.com/docs/errors/unkey/authentication/portal_token_missing": "err:unkey:authentication:portal_token_missing",
    "https://unkey.com/docs/errors/unkey/authorization/forbidden": "err:unkey:authorization:forbidden",
    "https://unkey.com/docs/errors/unkey/authorization/insufficient_permissions": "err:unkey:authorization:insufficient_permissions",
    "https://unkey.com/docs/errors/unkey/authorization/key_disabled": "err:unkey:authorization:key_disabled",
    "https://unkey.com/docs/errors/unkey/authorization/workspace_disabled": "err:unkey:authorization:workspace_disabled",
    "https://unkey.com/docs/errors/unkey/data/api_not_found": "err:unkey:data:api_not_found",
    "https://unkey.com/docs/errors/unkey/data/app_already_exists": "err:unkey:data:app_already_exists",
    "https://unkey.com/docs/errors/unkey/data/app_not_found": "err:unkey:data:app_not_found",
    "https://unkey.com/docs/errors/unkey/data/deployment_not_found": "err:unkey:data:deployment_not_found",
    "https://unkey.com/docs/errors/unkey/data/domain_already_exists": "err:unkey:data:domain_already_exists",
    "https://unkey.com/docs/errors/unkey/data/domain_not_found": "err:unkey:data:domain_not_found",
    "https://unkey.com/docs/errors/unkey/data/environment_not_found": "err:unkey:data:environment_not_found",
    "https://unkey.com/docs/errors/unkey/data/identity_already_exists": "err:unkey:data:identity_already_exists",
    "https://unkey.com/docs/errors/unkey/data/identity_not_found": "err:unkey:data:identity_not_found",
    "https://unkey.com/docs/errors/unkey/data/key_not_found": "err:unkey:data:key_not_found",
    "https://unkey.com/docs/errors/unkey/data/permission_already_exists": "err:unkey:data:permission_already_exists",
    "https://unkey.com/docs/errors/unkey/data/permission_not_found": "err:unkey:data:permission_not_found",
    "https://unkey.com/docs/errors/unkey/data/project_already_exists": "err:unkey:data:project_already_exists",
    "https://unkey.com/docs/errors/unkey/data/project_not_found": "err:unkey:data:project_not_found",
    "https://unkey.com/docs/errors/unkey/data/ratelimit_namespace_gone": "err:unkey:data:ratelimit_namespace_gone",
    "https://unkey.com/docs/errors/unkey/data/ratelimit_namespace_not_found": "err:unkey:data:ratelimit_namespace_not_found",
    "https://unkey.com/docs/errors/unkey/data/ratelimit_override_not_found": "err:unkey:data:ratelimit_override_not_found",
    "https://unkey.com/docs/errors/unkey/data/role_already_exists": "err:unkey:data:role_already_exists",
    "https://unkey.com/docs/errors/unkey/data/role_not_found": "err:unkey:data:role_not_found",
    "https://unkey.com/docs/errors/unkey/data/workspace_not_found": "err:unkey:data:workspace_not_found",
    "https://unkey.com/docs/errors/unkey/limits/custom_domain_limit_exceeded": "err:unkey:limits:custom_domain_limit_exceeded",
    "https://unkey.com/docs/errors/user/bad_request/permissions_query_syntax_error": "err:user:bad_request:permissions_query_syntax_error",
    "https://unkey.com/docs/errors/user/bad_request/request_body_too_large": "err:user:bad_request:request_body_too_large",
    "https://unkey.com/docs/errors/user/bad_request/request_body_unreadable": "err:user:bad_request:request_body_unreadable",
    "https://unkey.com/docs/errors/user/bad_request/request_timeout": "err:user:bad_request:request_timeout",
    "https://unkey.com/docs/errors/user/too_many_requests/workspace_rate_limited": "err:user:too_many_requests:workspace_rate_limited",
}
ALIASES: dict[str, str] = {}
FALLBACKS: dict[str, str] = {
    "400": "err:user:bad_request:request_body_unreadable",
    "413": "err:user:bad_request:request_body_too_large",
    "unhandled": "err:unkey:application:unexpected_error",
    "validation": "err:unkey:application:invalid_input",
}
BODY: dict[str, Any] = {
    "meta": {"requestId": "$request_id"},
    "error": {
        "detail": "$detail",
        "status": "$status",
        "title": "$title",
        "type": "$type",
        "...": "$params",
    },
}
REQUEST_ID = ("X-Request-Id", "req_")
