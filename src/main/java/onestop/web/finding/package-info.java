/** The search box and its answers, as a page and by the API. */
@NullMarked
package onestop.web.finding;

import org.jspecify.annotations.NullMarked;
