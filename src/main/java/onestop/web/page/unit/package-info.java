/** Pages of a unit beside its work: text blocks that its officers share, and reminders. */
@NullMarked
package onestop.web.page.unit;

import org.jspecify.annotations.NullMarked;
