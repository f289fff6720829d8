/** The ends of steps that their officers take back while nothing has come of them. */
@NullMarked
@NamedInterface("undo")
package onestop.dossiers.undo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
