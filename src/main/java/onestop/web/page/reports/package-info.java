/** Pages of reports, hearings and facts around lateness. */
@NullMarked
package onestop.web.page.reports;

import org.jspecify.annotations.NullMarked;
