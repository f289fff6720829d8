/** What an operator sees of the running system, and the acts that repair it. */
@NullMarked
@NamedInterface("operations")
package onestop.desk.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
