/** What an officer is told, and how it is read. */
@NullMarked
@NamedInterface("notices")
package onestop.desk.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
