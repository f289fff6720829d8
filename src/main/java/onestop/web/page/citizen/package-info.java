/** Pages for citizens, open without a login. */
@NullMarked
package onestop.web.page.citizen;

import org.jspecify.annotations.NullMarked;
