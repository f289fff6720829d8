/** The pages: what a person sees and does in a browser. */
@NullMarked
package onestop.web.page;

import org.jspecify.annotations.NullMarked;
