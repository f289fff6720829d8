/** Who may read which dossier, and the record of look-ups of personal data. */
@NullMarked
@NamedInterface("reading")
package onestop.desk.reading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
