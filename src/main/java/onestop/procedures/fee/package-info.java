/** The fees of procedures as data: pure, without database and pages. */
@NullMarked
@NamedInterface("fee")
package onestop.procedures.fee;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
