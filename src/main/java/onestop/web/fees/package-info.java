/** Fees at the counter, for pages and programs. */
@NullMarked
package onestop.web.fees;

import org.jspecify.annotations.NullMarked;
