/** The API: the same acts as JSON, for other systems. */
@NullMarked
package onestop.web.api;

import org.jspecify.annotations.NullMarked;
