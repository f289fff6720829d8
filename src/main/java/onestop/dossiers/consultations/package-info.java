/** Questions to other agencies and roles about a dossier, and their answers. */
@NullMarked
@NamedInterface("consultations")
package onestop.dossiers.consultations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
