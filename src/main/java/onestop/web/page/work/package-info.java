/** Pages of work items: the lists, one item with its form, the board and assignments. */
@NullMarked
package onestop.web.page.work;

import org.jspecify.annotations.NullMarked;
