/** The pages on which a desk receives applications. */
@NullMarked
package onestop.web.page.receive;

import org.jspecify.annotations.NullMarked;
