/**
 * The process of a dossier as one value: the engine's runtime entities are encoded into one row of
 * {@code process_tree} and never written as rows of their own.
 */
@NullMarked
package onestop.engine.tree;

import org.jspecify.annotations.NullMarked;
