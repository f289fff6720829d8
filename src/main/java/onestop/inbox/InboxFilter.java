package onestop.inbox;

import java.util.Set;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import org.jspecify.annotations.Nullable;

/**
 * Whose work is asked for.
 *
 * @param agency the desk
 * @param roles role names in lower case, at least one
 * @param holder only what this officer holds, or what is free; null for everything of the desk
 */
public record InboxFilter(AgencyCode agency, Set<String> roles, @Nullable OfficerId holder) {}
