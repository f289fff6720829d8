/** The registers in which results get their numbers. */
@NullMarked
@NamedInterface("registers")
package onestop.dossiers.registers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
