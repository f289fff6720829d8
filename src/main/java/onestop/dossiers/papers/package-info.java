/** The papers of a dossier as handed in on file: versions, removals, and their events. */
@NullMarked
@NamedInterface("papers")
package onestop.dossiers.papers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
