/** Pages of operators: deliveries and calendars. */
@NullMarked
package onestop.web.page.operate;

import org.jspecify.annotations.NullMarked;
