/** Reports as tables in their official layout: one table, shown as page, XLSX, PDF and CSV. */
@NullMarked
package onestop.web.sheets;

import org.jspecify.annotations.NullMarked;
