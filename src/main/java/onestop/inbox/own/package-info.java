/** What an officer keeps for oneself: drafts, saved views, and the columns of lists. */
@NullMarked
@NamedInterface("own")
package onestop.inbox.own;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
