package dev.palimpsest.server.access;

/** What somebody is, in one business or in all. What each may do says {@link Right}. */
public enum Role {
    CLERK,
    ADMINISTRATOR,
    PRIVACY_OFFICER,
    TAX_AUDITOR,
    IT_AUDIT
}
