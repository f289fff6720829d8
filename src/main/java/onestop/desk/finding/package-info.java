/** Finding a dossier by whatever somebody remembers of it. */
@NullMarked
@NamedInterface("finding")
package onestop.desk.finding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
