/** The open pages that are told when their lists change. */
@NullMarked
package onestop.web.page.live;

import org.jspecify.annotations.NullMarked;
