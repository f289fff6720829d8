/** The pages: the user interface in a browser. */
@NullMarked
package onestop.web.page;

import org.jspecify.annotations.NullMarked;
