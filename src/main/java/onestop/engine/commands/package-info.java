/** Batches of commands, in one transaction and one command context of the engine. */
@NullMarked
package onestop.engine.commands;

import org.jspecify.annotations.NullMarked;
