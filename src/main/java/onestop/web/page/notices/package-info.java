/** What readers are told. */
@NullMarked
package onestop.web.page.notices;

import org.jspecify.annotations.NullMarked;
