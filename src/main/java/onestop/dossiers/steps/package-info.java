/** The steps of a dossier, as taken by officers and by the running model. */
@NullMarked
@NamedInterface("steps")
package onestop.dossiers.steps;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
