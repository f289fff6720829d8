/** Conditions on calls of the API: entity tags of what is read, and If-Match on what changes it. */
@NullMarked
package onestop.web.conditions;

import org.jspecify.annotations.NullMarked;
