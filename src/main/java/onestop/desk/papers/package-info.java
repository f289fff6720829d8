/** The papers of a dossier besides its letters, made on demand. */
@NullMarked
@NamedInterface("papers")
package onestop.desk.papers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
