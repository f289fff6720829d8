/** Receiving many applicants of one procedure from a spreadsheet. */
@NullMarked
@NamedInterface("lists")
package onestop.desk.lists;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
