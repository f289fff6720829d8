/** Rules on single elements of a file: names, ids, lengths, expressions, the schema. */
@NullMarked
package onestop.models.lint.names;

import org.jspecify.annotations.NullMarked;
