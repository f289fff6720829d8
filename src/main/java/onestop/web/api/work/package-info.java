/** What an officer has typed at a work item and not sent, as resources. */
@NullMarked
package onestop.web.api.work;

import org.jspecify.annotations.NullMarked;
