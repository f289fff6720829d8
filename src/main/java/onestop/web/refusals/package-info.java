/** Applications that the counter refused, for pages and programs. */
@NullMarked
package onestop.web.refusals;

import org.jspecify.annotations.NullMarked;
