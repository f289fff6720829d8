/** Officers, their rights, their agencies: seen by who answers for them, changed by who may. */
@NullMarked
@NamedInterface("people")
package onestop.desk.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
