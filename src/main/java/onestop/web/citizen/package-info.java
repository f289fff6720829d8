/** What anybody may ask without a login, and how often. */
@NullMarked
package onestop.web.citizen;

import org.jspecify.annotations.NullMarked;
