package dev.palimpsest.export;

import java.io.IOException;

/** Takes rows table by table and writes them as they come. */
interface Sheet extends AutoCloseable {
    void begin(ExportedTable table) throws IOException;

    void row(ExportedRow row) throws IOException;

    /** The last row of the table was given. */
    void end() throws IOException;

    /** The last table was given. */
    void finish() throws IOException;

    @Override
    void close() throws IOException;
}
