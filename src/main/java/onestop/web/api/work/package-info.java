/**
 * What an officer has open, typed and chosen at the list of work and at the counter, as resources.
 */
@NullMarked
package onestop.web.api.work;

import org.jspecify.annotations.NullMarked;
