/** The bench of process designers: the editor, the versions on their way, and their difference. */
@NullMarked
package onestop.web.bench;

import org.jspecify.annotations.NullMarked;
