/** The forms of procedures as data: pure, without database and pages. */
@NullMarked
@NamedInterface("form")
package onestop.procedures.form;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
