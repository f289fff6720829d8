/** Acts of officers that reach beyond one step: on many dossiers, taken back, or continued. */
@NullMarked
@NamedInterface("acts")
package onestop.desk.acts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
