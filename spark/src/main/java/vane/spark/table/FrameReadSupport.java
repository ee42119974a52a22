package vane.spark.table;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Tells Parquet which columns make a frame, and where their values go. */
final class FrameReadSupport extends ReadSupport<FrameRecord> {
  /** What repeats the keys, for other programs. */
  private static final java.util.Set<String> UNREAD =
      java.util.Set.of(TableSchema.ENERGY, TableSchema.STRESS);

  @Override
  public ReadContext init(InitContext context) {
    MessageType file = context.getFileSchema();
    for (String name : TableSchema.SCHEMA.fieldNames()) {
      if (!file.containsField(name)) {
        throw new ParquetDecodingException(
            "found a table without the column " + name + ", expected one that vane-spark wrote");
      }
    }
    return new ReadContext(
        new MessageType(
            file.getName(),
            file.getFields().stream()
                .filter(field -> TableSchema.SCHEMA.getFieldIndex(field.getName()).isDefined())
                .filter(field -> !UNREAD.contains(field.getName()))
                .toArray(Type[]::new)));
  }

  @Override
  public RecordMaterializer<FrameRecord> prepareForRead(
      Configuration hadoop,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    FrameRecord record = new FrameRecord();
    GroupConverter root = record.converter((GroupType) context.getRequestedSchema());
    return new RecordMaterializer<>() {
      @Override
      public FrameRecord getCurrentRecord() {
        return record;
      }

      @Override
      public GroupConverter getRootConverter() {
        return root;
      }
    };
  }
}
