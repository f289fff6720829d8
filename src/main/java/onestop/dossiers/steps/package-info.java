/** What officers and the running model do to a dossier, step by step. */
@NullMarked
@NamedInterface("steps")
package onestop.dossiers.steps;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
