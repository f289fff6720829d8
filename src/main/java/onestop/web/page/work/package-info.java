/** Pages of the officer's desk: work items, dossiers and their timelines. */
@NullMarked
package onestop.web.page.work;

import org.jspecify.annotations.NullMarked;
