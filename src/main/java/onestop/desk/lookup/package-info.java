/** What the holder of a receipt is told without a login. */
@NullMarked
@NamedInterface("lookup")
package onestop.desk.lookup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
