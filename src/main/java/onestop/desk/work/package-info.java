/** Work items and dossiers: what an officer sees of them, and does with them. */
@NullMarked
@NamedInterface("work")
package onestop.desk.work;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
